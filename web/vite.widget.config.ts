import { defineConfig } from "vite";

// The customer's widget: one classic script without a hash, since other people's pages name it.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../src/segue/static",
    emptyOutDir: false,
    copyPublicDir: false,
    target: "es2022",
    lib: {
      entry: "src/widget/main.ts",
      formats: ["iife"],
      name: "SegueWidget",
      fileName: () => "widget.js",
    },
  },
});
