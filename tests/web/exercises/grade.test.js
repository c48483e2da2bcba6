// A mark against the true step, and what is no mark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { average, gradeOf, percent, refused } from "../../../studio/player/web/exercises/grade.js";

test("a mark is measured in lengths of the true step, wherever it lies", () => {
  const grade = gradeOf([1, 2], [4, 6], [6, 2]);
  assert.ok(Math.abs(grade.share - Math.hypot(2, 4) / 5) < 1e-12);
  assert.ok(Math.abs(grade.degrees - (Math.atan2(4, 3) * 180) / Math.PI) < 1e-9);
  assert.equal(grade.times, 1);
  const exact = gradeOf([0, 0], [-0.3, 0.4], [-0.3, 0.4]);
  assert.deepEqual([exact.share, Math.round(exact.degrees), exact.times], [0, 0, 1]);
  const short = gradeOf([0, 0], [0, 1], [0, 4]);
  assert.deepEqual([short.share, Math.round(short.degrees), short.times], [0.75, 0, 0.25]);
  assert.equal(Math.round(gradeOf([0, 0], [0, -1], [0, 1]).degrees), 180);
});

test("what lies outside of the picture is no mark, nor is the place itself", () => {
  const frame = new Frame(0, 0, 1000, 600, [-5, 5], [-3, 3]);
  assert.equal(refused([0, 0], [5.01, 0], frame), "outside");
  assert.equal(refused([0, 0], [0, -3.01], frame), "outside");
  assert.equal(refused([0, 0], [NaN, 0], frame), "outside");
  assert.equal(refused([0, 0], [0.02, 0.01], frame), "same");
  assert.equal(refused([0, 0], [0.04, 0], frame), null);
  assert.equal(refused([0, 0], [5, 3], frame), null);
});

test("three grades have an average, and a share is told in per cent", () => {
  const grades = [0.1, 0.2, 0.6].map((share) => ({ share, degrees: 0, times: 1 }));
  assert.ok(Math.abs(average(grades) - 0.3) < 1e-12);
  assert.equal(percent(0.304), "30%");
});
