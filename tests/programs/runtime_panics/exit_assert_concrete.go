// Interface conversion to another concrete type.
package main

import "os"

func main() {
	var e error = os.ErrNotExist
	if _, ok := e.(*os.PathError); !ok {
		println("not a path error")
	}
	println(e.(*os.PathError).Path)
}
