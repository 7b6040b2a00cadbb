/** The build of the package that Node can load, as one CommonJS object; its own typings are no module. */
declare module 'adaptivecards/dist/adaptivecards.js' {
  import all = require('adaptivecards');
  export = all;
}
