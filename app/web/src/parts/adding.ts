/** Whether this service takes files of whoever reads the page: it says so in its HTML, on its own machine only. */
export function takesFiles(): boolean {
  return document.documentElement.dataset.adds === "yes";
}
