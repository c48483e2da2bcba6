"""Lessons: the contents of the lecture, and one lesson or one exercise on one screen."""

import streamlit as st

from lessons.link import exercise_of, read
from studio.page import address, broken_link, frame
from studio.panels import contents, exercises, lesson

frame.enter("lessons")
link = address.kept("lessons")
asked, exercise = read(link), exercise_of(link)

if exercise:
    exercises.show(exercise, link, predict=asked.predict)
elif asked.lesson is None:
    frame.title("Lessons")
    broken_link.tell(asked.wrong)
    contents.show(predict=asked.predict)
else:
    shown = lesson.shown(asked.lesson, predict=asked.predict)
    with st.container(key="lessons head"):
        lesson.head(asked.lesson, shown, predict=asked.predict)
    broken_link.tell([*asked.wrong, *shown.wrong])
    # Inside another container, for on a telephone what stays on the stage goes below the picture: not so a question.
    with st.container(key="lessons asked"):
        lesson.headline(asked.lesson, shown, predict=asked.predict)
    picture, beside = st.columns([5, 3])
    with picture:
        lesson.play(asked.lesson, shown, predict=asked.predict)
    with beside.container(key="lessons beside"):
        lesson.beside(asked.lesson, shown, predict=asked.predict)
