/** The module form of Leaflet, of which the build keeps only what is used; its types are those of the package. */
declare module "leaflet/dist/leaflet-src.esm.js" {
  export * from "leaflet";
}
