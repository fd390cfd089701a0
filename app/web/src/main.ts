/** Where the page begins. */
import "./style/page.css";
import { start } from "./router";
import { shell } from "./shell";

shell();
start();
