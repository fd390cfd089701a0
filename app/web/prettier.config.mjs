/** How TypeScript and styles are laid out; lines are as long as those of Python. */
export default { printWidth: 120 };
