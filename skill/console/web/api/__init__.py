"""The requests that the page of the web console makes."""
