import { commandNames, type DeskCommand, Keys } from '../src/moderate/desk-keymap';

describe('the keys of the desk', () => {
  it('never stand for two things, whatever is chosen in whatever order', () => {
    let keys = Keys.of({});
    for (const [at, command] of [...commandNames, ...commandNames].entries()) {
      const changed = keys.with(command, 'jkcnshpxru?abq1é'.charAt((at * 7) % 16));
      if (changed.kind === 'changed') keys = changed.keys;
      const used = commandNames.map((one) => keys.keyOf(one)).filter((key) => key !== null);
      expect(new Set(used).size).toBe(used.length);
      for (const one of commandNames) {
        const key = keys.keyOf(one);
        if (key !== null) expect(keys.commandOf(key)).toBe(one);
      }
    }
  });

  it('are one sign, upper case or lower', () => {
    for (const bad of ['', ' ', 'Enter', 'ab', '\u0000']) expect(Keys.of({}).with('CLAIM', bad).kind).toBe('no key');
    const changed = Keys.of({}).with('CLAIM', 'Q');
    expect(changed.kind === 'changed' && changed.keys.commandOf('q')).toBe('CLAIM');
    expect(changed.kind === 'changed' && changed.keys.commandOf('c')).toBeUndefined();
  });

  it('that two commands changed with each other are so again after a reload', () => {
    const keys = Keys.of(JSON.parse('{"CLAIM":"n","GUIDE_NOTE":"c"}'));
    expect([keys.keyOf('CLAIM'), keys.keyOf('GUIDE_NOTE')]).toEqual(['n', 'c']);
    const clash = Keys.of({ CLAIM: 'n', NEXT: 'z', UNDO: 'z' });
    const used = commandNames.map((one) => clash.keyOf(one)).filter((key) => key !== null);
    expect(new Set(used).size).toBe(used.length);
    expect([clash.keyOf('CLAIM'), clash.keyOf('GUIDE_NOTE')]).toEqual(['c', 'n']);
  });

  it('are read from what was kept, without what makes no sense', () => {
    const kept: Record<string, unknown> = { CLAIM: 'q', NEXT: 'k', NOTHING: 'z', UNDO: 3 };
    const keys = Keys.of(kept);
    const is = (command: DeskCommand) => keys.keyOf(command);
    expect([is('CLAIM'), is('NEXT'), is('PREVIOUS'), is('UNDO')]).toEqual(['q', 'j', 'k', 'u']);
    for (const nothing of [null, 'q', 3, []]) expect(Keys.of(nothing).isChanged).toBe(false);
    expect(Keys.of(JSON.parse(JSON.stringify(keys))).keyOf('CLAIM')).toBe('q');
  });
});
