"""What the skill is compared with; each module is an application for a WSGI server."""
