// A panic with nil is a PanicNilError.
package main

import "runtime"

func main() {
	func() {
		defer func() {
			e := recover()
			_, ok := e.(*runtime.PanicNilError)
			println(ok, e.(error).Error())
		}()
		panic(nil)
	}()
	var err error
	panic(err)
}
