mod doses;
mod joined;
mod rows;
mod sent;
mod standing;
