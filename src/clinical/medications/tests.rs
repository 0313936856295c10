mod joined;
mod rows;
mod sent;
