export { view } from "./missing";
