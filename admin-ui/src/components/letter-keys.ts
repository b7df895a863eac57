const KEY = 'cherry-bridge-letters';

/** Letter keys can be switched off by each person; kept in this browser. */
export function lettersAreOn(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function switchLetters(isOn: boolean): void {
  try {
    window.localStorage.setItem(KEY, isOn ? 'on' : 'off');
  } catch {
    // A browser without storage keeps the letters as they are.
  }
}
