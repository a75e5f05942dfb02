// all errors
package main

var init = 1

const main = 2

type T struct{}
