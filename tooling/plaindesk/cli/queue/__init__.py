"""Commands about many tickets."""
