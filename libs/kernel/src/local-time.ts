const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the clock on the wall says in a time zone: the weekday (Sunday is 0) and the minutes since midnight. */
export function localMoment(moment: Date, timeZone: string): { weekday: number; minutes: number } {
  const parts = formatOf(timeZone).formatToParts(moment);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '0';
  return {
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
