/** Light or dark: as the machine has it, until somebody chooses. */

const KEY = "sandbox-theme";
const darkMachine = matchMedia("(prefers-color-scheme: dark)");

export function applyTheme() {
  const chosen = localStorage.getItem(KEY);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

export function isDark() {
  return (document.documentElement.dataset.theme ?? (darkMachine.matches ? "dark" : "light")) === "dark";
}

/** Choosing what the machine has anyway is following the machine again. */
export function toggleTheme() {
  const wanted = isDark() ? "light" : "dark";
  const isMachines = (wanted === "dark") === darkMachine.matches;
  if (isMachines) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
  if (isMachines) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, wanted);
}
