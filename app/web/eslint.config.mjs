/** What is asked of TypeScript beyond its types; how it is laid out is prettier's. */
import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", "src/schema.ts", "**/*.mjs"] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // a function does one thing, a file has one subject
      complexity: ["error", 12],
      "max-depth": ["error", 3],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      // prettier leaves long texts as they are
      "max-len": ["error", { code: 120 }],
      eqeqeq: "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      // values of the store and examples of the API are unknown until they are shown as text
      "@typescript-eslint/no-base-to-string": "off",
      // what an index gives may be undefined (noUncheckedIndexedAccess); where it cannot be, the code says so with "!"
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  // every text of the page, in one file for each language
  { files: ["src/words/*.ts"], rules: { "max-lines": "off" } },
);
