import { defineConfig } from "vite";

// The desk and the console: one app. The server answers /desk… and /console… with its index.html.
export default defineConfig({
  base: "/static/app/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/segue/static/app",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // they know light-dark()
    // The content security policy allows no data: scripts or styles, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
