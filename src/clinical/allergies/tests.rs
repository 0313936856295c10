mod none;
mod rows;
mod sent;
