/** Where the page begins. */
import "virtual:palette.css";
import "./style/fonts.css";
import "./style/page.css";
import { start } from "./router";
import { shell } from "./shell";

shell();
start();
