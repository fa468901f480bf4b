/** How somebody wants to hear of a call besides the banner: a sound, a notice of the browser. Kept on this device. */
export interface CallSignals {
  readonly sound: boolean;
  readonly notice: boolean;
}

const key = 'kring.staff.calls';
const changed = 'kring:call-signals';

export function chosenSignals(): CallSignals {
  try {
    const kept = (localStorage.getItem(key) ?? '').split(' ');
    return { sound: kept.includes('sound'), notice: kept.includes('notice') && mayNotify() };
  } catch {
    return { sound: false, notice: false };
  }
}

export function chooseSignals(signals: CallSignals): void {
  try {
    localStorage.setItem(key, [signals.sound && 'sound', signals.notice && 'notice'].filter(Boolean).join(' '));
  } catch {
    // Storage is switched off: nothing is kept.
  }
  dispatchEvent(new Event(changed));
}

/** Calls `heard` whenever somebody chose otherwise; answers how to stop. */
export function followSignals(heard: () => void): () => void {
  addEventListener(changed, heard);
  return () => removeEventListener(changed, heard);
}

export const canNotify = (): boolean => 'Notification' in globalThis;
const mayNotify = (): boolean => canNotify() && Notification.permission === 'granted';

/** Asks the browser for leave to show notices; must follow a press of a button. */
export async function askToNotify(): Promise<boolean> {
  return canNotify() && (await Notification.requestPermission()) === 'granted';
}

/** Two soft tones, about half a second. Silent where the browser allows no sound. */
export function ring(): void {
  try {
    const context = new AudioContext();
    [660, 880].forEach((frequency, index) => {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      const at = context.currentTime + index * 0.25;
      tone.frequency.value = frequency;
      loudness.gain.setValueAtTime(0.0001, at);
      loudness.gain.exponentialRampToValueAtTime(0.2, at + 0.03);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
      tone.connect(loudness).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.25);
    });
    setTimeout(() => void context.close(), 1_000);
  } catch {
    // No sound here; the banner stands.
  }
}

/** A notice of the browser that says the name of the service and nothing else: a screen may be seen by others. */
export function notify(name: string): void {
  if (!mayNotify()) return;
  try {
    new Notification(name, { tag: 'kring-call', silent: true });
  } catch {
    // Some browsers allow notices from a service worker only.
  }
}
