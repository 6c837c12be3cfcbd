"""The index of tickets: kept up to date, asked, published."""
