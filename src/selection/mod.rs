//! How many segments to take.
