// Errors in a module of several packages: the package that fails is reported, with paths relative to where the command runs.
package main

import (
	"example.com/errs/bad"
	"example.com/errs/good"
)

func main() {
	good.F()
	bad.G()
}
