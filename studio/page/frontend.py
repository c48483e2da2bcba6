"""The words that Streamlit's frontend brings along, in English only, and what they are in the reader's language.

Where a control takes words of ours it gets them; these are what is left. `web/page/frontend.js` puts them into place.
"""

from typing import Annotated

from words import Message, say

BORROWED: tuple[Annotated[Message, "frontend"], ...] = (
    "Help for {name}",
    "Remove {name}",
    "{text}: {name}",
    "{count} option available.",
    "{count} options available.",
    "Help",
    "Open",
    "Close",
    "Dismiss",
    "Clear all",
    "Clear value",
    "Clear selection",
    "Selected values",
    "Select all",
    "No results",
    "Choose an option",
    "You can only select up to 4 options. Remove an option first.",
    "Press Enter to apply",
    "Press Ctrl+Enter to apply",
    "Press ⌘+Enter to apply",
    "Increment",
    "Decrement",
    "Sidebar",
    "Collapse sidebar",
    "Expand sidebar",
    "App pages",
    "Main menu",
    "Notifications",
    "Running...",
    "Skip to main content",
    "Show/hide columns",
    "Download as CSV",
    "Search",
    "Type to search",
    "Fullscreen",
    "Close fullscreen",
    "Dataframe column menu",
    "Sort ascending",
    "Sort descending",
    "Autosize",
    "Pin column",
    "Unpin column",
    "Hide column",
    "Copy column name",
    "Format",
    "Automatic",
    "Localized",
    "Plain",
    "Compact",
    "Dollar",
    "Euro",
    "Yen",
    "Percent",
    "Scientific",
    "Accounting",
    "Statistics",
    "Average",
    "Median",
    "Minimum",
    "Maximum",
    "Standard deviation",
    "Sum",
    "Count",
    "Distinct",
    "Empty",
    "Range",
    "Connection error",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:",
)


def borrowed() -> dict[str, str]:
    """What the frontend says, by its English."""
    return {text: say(text, "frontend") for text in BORROWED}
