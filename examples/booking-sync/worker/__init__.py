"""Reminds people of their bookings and keeps their accounts connected."""
