"""What is one thing across documents."""
