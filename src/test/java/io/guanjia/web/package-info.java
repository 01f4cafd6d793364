/** Tests of the shell, the fragments, the errors and the conventions of the API, and the page of components that they look at. */
package io.guanjia.web;
