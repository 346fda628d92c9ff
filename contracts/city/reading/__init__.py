"""From the files of a pack to models. Every reader notes what is wrong and goes on."""
