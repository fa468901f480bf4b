import {
  type Moment,
  floor,
  frame,
  heights,
  linePath,
  spread,
  timeScale,
  zones,
} from '../src/moderate/climate-geometry';

const minute = 60_000;
const moment = (climate: Moment['climate'], score: number): Moment => ({ at: 0, climate, score });
const zoneOf = (y: number) => zones[Math.floor((y - frame.top) / frame.zone)];

describe('the drawing of the climate', () => {
  it('keeps each moment inside the band of its climate, whatever its score', () => {
    const moments = [
      moment('SUPPORTIVE', 0.9),
      moment('NEUTRAL', 0),
      moment('NEUTRAL', 1),
      moment('TURNING', 0.5),
      moment('REINFORCING', 0.1),
    ];
    expect(heights(moments).map(zoneOf)).toEqual(moments.map(({ climate }) => climate));
  });

  it('puts a worse score lower in the same band', () => {
    const [better = 0, worse = 0] = heights([moment('TURNING', 0.4), moment('TURNING', 0.6)]);
    expect(worse).toBeGreaterThan(better);
  });

  it('goes from left to right, inside the frame', () => {
    const times = [0, 5, 9, 30].map((at) => at * minute);
    const places = times.map(timeScale(times).place);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[0]).toBeGreaterThanOrEqual(frame.left);
    expect(places.at(-1)).toBeLessThanOrEqual(frame.right);
  });

  it('draws a silence of days shorter, says where, and leaves room for the talk before it', () => {
    const times = [0, 5, 10, 15, 3 * 24 * 60].map((at) => at * minute);
    const scale = timeScale(times);
    expect(scale.shortened).toHaveLength(1);
    const talk = scale.place(15 * minute) - scale.place(0);
    expect(talk).toBeGreaterThan((frame.right - frame.left) / 3);
  });

  it('places a moment between its neighbours and one after the last at the edge', () => {
    const scale = timeScale([0, 10 * minute]);
    const middle = scale.place(5 * minute);
    expect(middle).toBeGreaterThan(scale.place(0));
    expect(middle).toBeLessThan(scale.place(10 * minute));
    expect(scale.place(60 * minute)).toBeGreaterThanOrEqual(scale.place(10 * minute));
  });

  it('moves knots apart without leaving the frame', () => {
    const knots = spread([200, 201, 300, 305], 20);
    for (let index = 1; index < knots.length; index += 1) {
      expect((knots[index] ?? 0) - (knots[index - 1] ?? 0)).toBeGreaterThanOrEqual(20);
    }
    expect(Math.max(...knots)).toBeLessThanOrEqual(frame.right);
  });

  it('draws a line that begins with a move and never leaves its places', () => {
    const path = linePath([
      { x: 90, y: 20 },
      { x: 120, y: floor },
    ]);
    expect(path).toBe(`M90.0 20.0C105.0 20.0 105.0 ${floor.toFixed(1)} 120.0 ${floor.toFixed(1)}`);
  });
});
