"""Moments and spans as people and files write them."""
