// SPDX-License-Identifier: MPL-2.0
#include "core/io/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <exception>
#include <fstream>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"

namespace tvilling::core {

namespace {

constexpr char kReturned = 'R';
constexpr char kThrown = 'E';

/// What the copy tells: a mark, then texts that end with a zero byte.
std::string packed(char mark, const std::vector<std::string>& texts) {
  std::string out(1, mark);
  for (const std::string& text : texts) out += text + '\0';
  return out;
}

std::vector<std::string> unpacked(std::string_view texts) {
  std::vector<std::string> out;
  for (std::size_t end = texts.find('\0'); end != std::string_view::npos; end = texts.find('\0')) {
    out.emplace_back(texts.substr(0, end));
    texts.remove_prefix(end + 1);
  }
  return out;
}

std::string told_by(const std::function<std::string()>& work) {
  try {
    return packed(kReturned, {work()});
  } catch (const Error& error) {
    const SourcePos& pos = error.pos();
    return packed(kThrown, {std::to_string(static_cast<int>(error.kind())), error.message(), pos.file, std::to_string(pos.line),
                            std::to_string(pos.column), pos.place, error.hint()});
  } catch (const std::exception&) {
    return {};  // out of memory: as good as a crash
  }
}

/// A damaged file may ask for any amount of memory: the copy gets this much more than it has.
void limit_memory() {
  constexpr std::uint64_t kRoom = std::uint64_t{4} << 30U;
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  if (pages == 0) return;
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0) return;
  const rlim_t wanted = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + kRoom;
  if (wanted >= limit.rlim_cur) return;
  limit.rlim_cur = wanted;
  static_cast<void>(::setrlimit(RLIMIT_AS, &limit));
}

/// In the copy: no output, no core file, no handlers that would report the crash, no life beyond the parent's.
void go_quiet() {
  static_cast<void>(::prctl(PR_SET_PDEATHSIG, SIGKILL));
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    static_cast<void>(nothing >= 0 ? ::dup2(nothing, stream) : ::close(stream));
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGINT, SIGHUP}) std::signal(signal, SIG_DFL);
  const rlimit no_core{0, 0};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &no_core));
  limit_memory();
}

[[noreturn]] void live_as_child(const std::function<std::string()>& work, int to_parent) {
  go_quiet();
  const std::string told = told_by(work);
  std::string_view rest = told;
  while (!rest.empty()) {
    const ssize_t written = ::write(to_parent, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  ::_exit(0);  // ends only the copy, and leaves the parent's files and buffers alone
}

/// All that the copy writes until it closes the pipe; nothing when that takes too long (`late`) or fails.
std::optional<std::string> listen(int from_child, std::chrono::seconds limit, bool& late) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + limit;
  std::string told;
  std::array<char, 4096> block{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd wanted{from_child, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready < 0 && errno == EINTR) continue;
    late = ready == 0;
    if (ready <= 0) return std::nullopt;
    const ssize_t got = ::read(from_child, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return told;
    told.append(block.data(), static_cast<std::size_t>(got));
  }
}

[[noreturn]] void throw_told(const std::vector<std::string>& told) {
  throw Error(static_cast<ErrorKind>(std::stoi(told.at(0))), told.at(1),
              {told.at(2), std::stoi(told.at(3)), std::stoi(told.at(4)), told.at(5)}, told.at(6));
}

}  // namespace

std::optional<std::string> run_in_child(const std::function<std::string()>& work, std::chrono::seconds limit) {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_system_error("cannot start a process", {}, errno);
  const FileDescriptor from_child(ends[0]);
  FileDescriptor to_parent(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) throw_system_error("cannot start a process", {}, errno);
  if (child == 0) live_as_child(work, to_parent.get());
  static_cast<void>(to_parent.close());

  bool late = false;
  const std::optional<std::string> told = listen(from_child.get(), limit, late);
  if (!told) static_cast<void>(::kill(child, SIGKILL));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (late) {
    throw Error(ErrorKind::io, "a look at the file took longer than " + std::to_string(limit.count()) + " s and was given up", {},
                "Try again when the machine or its disk is less busy; a file that takes as long then is damaged.");
  }
  if (!told || told->empty()) return std::nullopt;
  const std::vector<std::string> texts = unpacked(std::string_view(*told).substr(1));
  if (told->front() == kThrown && texts.size() == 7) throw_told(texts);
  if (told->front() != kReturned || texts.size() != 1) return std::nullopt;
  return texts.front();
}

}  // namespace tvilling::core
