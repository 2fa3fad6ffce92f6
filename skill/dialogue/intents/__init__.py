"""The handlers: functions from a Request to a Turn, listed in `HANDLERS`."""
