"""Lessons: the contents of the lecture, one lesson, exercise or sheet on one screen, and what is for who teaches."""

import streamlit as st

from lessons.exercises import EXERCISES
from lessons.link import MINE, OUTLINE, read
from studio.page import address, broken_link, frame
from studio.panels.exercises import exercise
from studio.panels.lessons import contents, course, handout, lesson, outline
from studio.panels.sheets import sheet

frame.enter("lessons")
link = address.kept("lessons")
asked = read(link)

if asked.sheet:
    sheet.show(asked.sheet, asked.wrong, predict=asked.predict)
elif asked.beside == MINE:
    contents.head(MINE, asked.wrong, predict=asked.predict)
    course.show()
elif asked.beside == OUTLINE:
    contents.head(OUTLINE, asked.wrong, predict=asked.predict)
    outline.show()
elif asked.beside in EXERCISES:
    exercise.show(asked.beside, link, predict=asked.predict)
elif asked.lesson and asked.print:
    broken_link.tell(asked.wrong)
    handout.show(asked.lesson, predict=asked.predict)
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
