import { x } from "nowhere";
