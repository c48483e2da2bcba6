// What is done at each command, but for the marks and the lists, which the bar knows itself.

import { showQr } from "../bar/qr.js";

/** @import { Emit, Payload } from "../data/types.js" */
/** @import { Clock } from "../time/clock.js" */
/** @import { Playhead } from "../time/playhead.js" */
/** @import { Pictures } from "../pictures/pictures.js" */
/** @import { Actions } from "../bar/commands.js" */
/** @import { Dial } from "../bar/dial.js" */
/** @import { KeyList } from "../bar/key-list.js" */
/** @import { Transport } from "../bar/transport.js" */
/** @import { Follower } from "./follow.js" */
/** @import { Stage } from "./stage.js" */

const ZOOM = 2; // how many times as much, or as little, is shown at a press of a key

/**
 * @param {{emit: Emit, clock: Clock, head: Playhead, pictures: Pictures, dial: Dial, keys: KeyList, transport: Transport,
 *   follower: Follower, stage: Stage, root: HTMLElement, data?: Payload}} player its parts need not be there yet
 * @returns {Actions}
 */
export const actionsOf = (player) => ({
  toggle: () => (player.clock.playing ? player.clock.pause() : player.clock.play()),
  restart: () => player.head.go(0),
  end: () => player.head.go(player.head.steps),
  back: () => player.head.move(-1),
  forward: () => player.head.move(1),
  previous: () => player.head.go(player.transport.scrubber.next(player.head.heading, -1)),
  next: () => player.head.go(player.transport.scrubber.next(player.head.heading, 1)),
  // From the end it starts over, as Play does.
  play_next: () => player.head.playTo(player.transport.scrubber.next(player.clock.share < 1 ? player.head.heading : 0, 1)),
  aspect: () => player.pictures.toggleEqual(),
  loop: () => player.transport.hold("loop", (player.clock.loop = !player.clock.loop)),
  slower: () => player.transport.faster(-1),
  faster: () => player.transport.faster(1),
  help: () => player.keys.open(),
  qr: () => player.data && showQr(player.root, player.data),
  pin: () => player.pictures.pin(),
  turn_down: () => player.dial.turn(-1),
  turn_up: () => player.dial.turn(1),
  change: () => {
    player.clock.pause();
    player.emit("change", player.head.step);
  },
  stage: () => player.stage.toggle(),
  // A start that keys have in the hand goes back; one that hangs on a pointer does in pictures/gestures.js.
  leave: () => (player.follower.held.has("x") ? player.follower.cancelled() : player.stage.leave()),
  zoom_in: () => player.pictures.look(1 / ZOOM, player.head.step),
  zoom_out: () => player.pictures.look(ZOOM, player.head.step),
  zoom_reset: () => player.pictures.look(null, player.head.step),
  nudge: (event) => event instanceof KeyboardEvent && player.follower.nudged(event.key),
});
