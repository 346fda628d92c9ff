"""What it takes to run Whistle: servers, images, city packs, the documents of its contracts."""
