"""What time does to tickets: clocks and escalations."""
