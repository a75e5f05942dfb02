// Package main without main, and an init with parameters.
package main

func init(x int) {}
func init() int  { return 1 }

var init = 5
var main = 3
