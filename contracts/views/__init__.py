"""What readers get back: one model per thing that can be read, built by the gateway's views."""
