"""The script that Streamlit runs for every page: the frame, the menu, and the page that was asked for."""

import streamlit as st

from studio.page import frame, language
from studio.server.garbage import settle
from studio.server.said import number_run
from words import say

frame.mark_entered()
language.arrive()
st.set_page_config(page_title=say("Error-surface laboratory"), page_icon="📉", layout="wide")
page = st.navigation(
    [
        st.Page("pages/one_rate.py", title=say("One learning rate", "page"), default=True),
        st.Page("pages/lessons.py", title=say("Lessons", "page"), url_path="lessons"),
        st.Page("pages/explore.py", title=say("Explore", "page"), url_path="explore"),
        st.Page("pages/anatomy.py", title=say("Anatomy", "page"), url_path="anatomy"),
        st.Page("pages/maps.py", title=say("Maps", "page"), url_path="maps"),
        st.Page("pages/gallery.py", title=say("Surfaces", "page"), url_path="gallery"),
    ],
    position="top",
)
page.run()
number_run()
settle()
