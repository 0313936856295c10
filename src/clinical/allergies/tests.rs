mod many;
mod none;
mod rows;
mod sent;
