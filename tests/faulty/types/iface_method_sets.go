package main

type R interface{ Read([]byte) (int, error) }
type F struct{}

func (f *F) Read(p []byte) (int, error) { return 0, nil }
func (f F) write()                      {}

type W interface{ Write() }

func use(R) {}

func main() {
	use(F{})
	use(&F{})
	var f F
	use(f)
	var w W = f
	var r R = f.Read
	var e struct{ F }
	use(e)
	use(&e)
	use(struct{ *F }{})
	var m map[string]F
	m["a"].Read(nil)
	F{}.Read(nil)
	var pr *R
	use(pr)
}
