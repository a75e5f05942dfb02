package inlining

type counter struct {
	name  string
	count int
	hits  []*int
}

type namer interface{ Name() string }

func (c *counter) add(n int)   { c.count += n }
func (c counter) Name() string { return c.name }
func (c *counter) keep(p *int) { c.hits = append(c.hits, p) }

var shared = newCounter("shared")

func newCounter(name string) *counter {
	return &counter{name: name}
}

func twice(f func(int) int, x int) int {
	return f(f(x))
}

func local() int {
	c := newCounter("local")
	c.add(3)
	return c.count + len(c.Name())
}

func kept() *counter {
	c := newCounter("kept")
	n := 7
	c.keep(&n)
	return c
}

func closures(k int) int {
	sum := 0
	add := func(x int) { sum += x * k }
	add(1)
	add(2)
	return sum + twice(func(x int) int { return x + 1 }, k)
}

func dynamic(s string) string {
	var n namer = &counter{name: s}
	return n.Name()
}

func once(values []int) (total int) {
	func() {
		for i, v := range values {
			if v > 0 {
				total += i * v
				continue
			}
			switch {
			case v < -10:
				total--
			case v < -100, v < -200:
				total -= 2
			default:
				total += v / 2
			}
			for j := 0; j < v; j++ {
				total += j
			}
		}
	}()
	return total
}

func large(a, b []string) []string {
	out := make([]string, 0, len(a)+len(b))
	for _, s := range a {
		out = append(out, s)
	}
	for _, s := range b {
		out = append(out, s)
	}
	for i := range out {
		out[i] += "x"
	}
	return out
}

const fast = true

func chosen(p *int) int {
	if !fast {
		return *p * 2
	}
	switch fast {
	case true:
		return *p
	default:
		return len(large(nil, nil))
	}
}

//go:noinline
func apart(p *int) *int { return p }

func deferred(c *counter) {
	defer c.add(1)
	go apart(new(int))
	defer func() { recover() }()
	panic(c)
}

func pair() (*counter, error) {
	return newCounter("pair"), nil
}

func use() int {
	c, err := pair()
	if err != nil {
		return 0
	}
	f := c.add
	f(2)
	return *apart(&c.count) + chosen(&c.count) + closures(2)
}
