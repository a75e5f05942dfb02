// A panic with an error value prints its text.
package main

import "strconv"

type E struct{ code int }

func (e *E) Error() string { return "code " + strconv.Itoa(e.code) }

func main() {
	var err error = &E{42}
	panic(err)
}
