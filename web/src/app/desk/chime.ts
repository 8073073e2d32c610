// A short sound for a new reservation, when the person wants one.
import { setting } from "../kept";

/** "on" or "". */
export const sound = setting("sound");

let context: AudioContext | null = null;

export function chime(): void {
  if (sound.value !== "on") return;
  try {
    context ??= new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime;
    tone.frequency.setValueAtTime(660, start);
    tone.frequency.setValueAtTime(880, start + 0.12);
    volume.gain.setValueAtTime(0.08, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.3);
  } catch {
    // no sound on this machine
  }
}

export function toggleSound(): void {
  sound.value = sound.value === "on" ? "" : "on";
  chime(); // browsers only allow sound after a click: this one opens it
}
