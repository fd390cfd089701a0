/**
 * How the page is built: into `app/static/`, under names that stay, so that a change shows as a change of those
 * files.
 */
import { defineConfig } from "vite";
import { licences } from "./licences";
import { paletteStyles } from "./palette";

export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: process.env.WHOHOLDS_STATIC ?? "../static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  plugins: [licences("LICENCES.txt"), paletteStyles()],
  server: { proxy: { "/v1": "http://127.0.0.1:8000" } },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
