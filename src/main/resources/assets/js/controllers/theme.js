const { Controller } = window.Stimulus;

// The switch between light and dark; the choice stays on this device.
export default class extends Controller {
  toggle() {
    const root = document.documentElement;
    const theme = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    root.setAttribute('data-bs-theme', theme);
  }
}
