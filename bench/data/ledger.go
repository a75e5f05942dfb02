// Ledger: accounts, postings and reports; the 500-line program that bench/compile_speed.py edits.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

const edition = 0

type amount int64

func (a amount) String() string {
	return strconv.FormatFloat(float64(a)/100, 'f', 2, 64)
}

type posting struct {
	Account string    `json:"account"`
	Amount  amount    `json:"amount"`
	When    time.Time `json:"when"`
}

type book struct {
	mu       sync.Mutex
	postings []posting
	totals   map[string]amount
}

var errUnbalanced = errors.New("the book is not balanced")

func newBook() *book { return &book{totals: map[string]amount{}} }

func (b *book) add(p posting) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.postings = append(b.postings, p)
	b.totals[p.Account] += p.Amount
}

func (b *book) check() error {
	var sum amount
	for _, a := range b.totals {
		sum += a
	}
	if sum != 0 {
		return fmt.Errorf("%w: %v over", errUnbalanced, sum)
	}
	return nil
}

func (b *book) accounts() []string {
	names := make([]string, 0, len(b.totals))
	for name := range b.totals {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

type report interface {
	title() string
	lines(b *book) []string
}

// assetsReport lists the accounts of assets.
type assetsReport struct {
	limit amount
	seen  map[string]int
}

func (r *assetsReport) title() string { return "report of assets" }

func (r *assetsReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "assets") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// incomeReport lists the accounts of income.
type incomeReport struct {
	limit amount
	seen  map[string]int
}

func (r *incomeReport) title() string { return "report of income" }

func (r *incomeReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "income") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// rentReport lists the accounts of rent.
type rentReport struct {
	limit amount
	seen  map[string]int
}

func (r *rentReport) title() string { return "report of rent" }

func (r *rentReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "rent") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// foodReport lists the accounts of food.
type foodReport struct {
	limit amount
	seen  map[string]int
}

func (r *foodReport) title() string { return "report of food" }

func (r *foodReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "food") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// travelReport lists the accounts of travel.
type travelReport struct {
	limit amount
	seen  map[string]int
}

func (r *travelReport) title() string { return "report of travel" }

func (r *travelReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "travel") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// taxReport lists the accounts of tax.
type taxReport struct {
	limit amount
	seen  map[string]int
}

func (r *taxReport) title() string { return "report of tax" }

func (r *taxReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "tax") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// booksReport lists the accounts of books.
type booksReport struct {
	limit amount
	seen  map[string]int
}

func (r *booksReport) title() string { return "report of books" }

func (r *booksReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "books") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// energyReport lists the accounts of energy.
type energyReport struct {
	limit amount
	seen  map[string]int
}

func (r *energyReport) title() string { return "report of energy" }

func (r *energyReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "energy") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// toolsReport lists the accounts of tools.
type toolsReport struct {
	limit amount
	seen  map[string]int
}

func (r *toolsReport) title() string { return "report of tools" }

func (r *toolsReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "tools") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// giftsReport lists the accounts of gifts.
type giftsReport struct {
	limit amount
	seen  map[string]int
}

func (r *giftsReport) title() string { return "report of gifts" }

func (r *giftsReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "gifts") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// savingsReport lists the accounts of savings.
type savingsReport struct {
	limit amount
	seen  map[string]int
}

func (r *savingsReport) title() string { return "report of savings" }

func (r *savingsReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "savings") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// loansReport lists the accounts of loans.
type loansReport struct {
	limit amount
	seen  map[string]int
}

func (r *loansReport) title() string { return "report of loans" }

func (r *loansReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "loans") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

// repairsReport lists the accounts of repairs.
type repairsReport struct {
	limit amount
	seen  map[string]int
}

func (r *repairsReport) title() string { return "report of repairs" }

func (r *repairsReport) lines(b *book) []string {
	var out []string
	for i, name := range b.accounts() {
		if !strings.HasPrefix(name, "repairs") {
			continue
		}
		r.seen[name]++
		switch total := b.totals[name]; {
		case total > r.limit:
			out = append(out, fmt.Sprintf("%d. %-20s %10v over %v", i, name, total, r.limit))
		case total < 0:
			out = append(out, fmt.Sprintf("%d. %-20s %10v below zero", i, name, total))
		default:
			out = append(out, name+" "+total.String())
		}
	}
	return out
}

func parse(line string) (posting, error) {
	fields := strings.Fields(line)
	if len(fields) != 2 {
		return posting{}, fmt.Errorf("line %q: two fields expected", line)
	}
	n, err := strconv.ParseFloat(fields[1], 64)
	if err != nil {
		return posting{}, err
	}
	return posting{fields[0], amount(n * 100), time.Unix(0, 0).UTC()}, nil
}

func main() {
	b := newBook()
	scanner := bufio.NewScanner(strings.NewReader("assets:cash 100\nincome:work -150\nfood:market 50"))
	for scanner.Scan() {
		p, err := parse(scanner.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		b.add(p)
	}
	if err := b.check(); err != nil {
		fmt.Println(err)
	}
	reports := []report{
		&assetsReport{0, map[string]int{}},
		&incomeReport{1000, map[string]int{}},
		&rentReport{2000, map[string]int{}},
		&foodReport{3000, map[string]int{}},
		&travelReport{4000, map[string]int{}},
		&taxReport{5000, map[string]int{}},
		&booksReport{6000, map[string]int{}},
		&energyReport{7000, map[string]int{}},
		&toolsReport{8000, map[string]int{}},
		&giftsReport{9000, map[string]int{}},
		&savingsReport{10000, map[string]int{}},
		&loansReport{11000, map[string]int{}},
		&repairsReport{12000, map[string]int{}},
	}
	var wg sync.WaitGroup
	results := make([][]string, len(reports))
	for i, r := range reports {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = append([]string{r.title()}, r.lines(b)...)
		}()
	}
	wg.Wait()
	for _, lines := range results {
		if len(lines) > 1 {
			fmt.Println(strings.Join(lines, "\n  "))
		}
	}
	out, err := json.Marshal(b.postings)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(out), "edition", edition)
}
