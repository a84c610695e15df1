/* What the specification of OpenCL says about objects, callbacks and memory that is used later. */

/* @boundary library(opencl), convention(stdcall) */

#include <stddef.h>
#include <stdint.h>

typedef intptr_t cl_context_properties;
typedef uint32_t cl_uint;
typedef struct _cl_device_id *cl_device_id;
typedef int32_t cl_int;
typedef struct _cl_context *cl_context;
typedef uint64_t cl_ulong;
typedef cl_ulong cl_bitfield;
typedef cl_bitfield cl_device_type;
typedef cl_bitfield cl_command_queue_properties;
typedef struct _cl_command_queue *cl_command_queue;
typedef cl_ulong cl_properties;
typedef cl_properties cl_queue_properties;
typedef cl_bitfield cl_mem_flags;
typedef struct _cl_mem *cl_mem;
typedef cl_uint cl_buffer_create_type;
typedef struct _cl_image_format cl_image_format;
typedef struct _cl_image_desc cl_image_desc;
typedef intptr_t cl_pipe_properties;
typedef struct _cl_program *cl_program;
typedef struct _cl_kernel *cl_kernel;
typedef struct _cl_event *cl_event;
typedef cl_uint cl_bool;
typedef cl_uint cl_addressing_mode;
typedef cl_uint cl_filter_mode;
typedef struct _cl_sampler *cl_sampler;
typedef cl_properties cl_sampler_properties;

/* @boundary return: owned(clReleaseContext), nullable
 * @boundary pfn_notify: retained(until clReleaseContext)
 * @boundary user_data: retained(until clReleaseContext)
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_context clCreateContext(
    const cl_context_properties *properties, cl_uint num_devices, const cl_device_id *devices, void (*pfn_notify)(const char *, const void *, size_t, void *), void *user_data, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseContext), nullable
 * @boundary pfn_notify: retained(until clReleaseContext)
 * @boundary user_data: retained(until clReleaseContext)
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_context clCreateContextFromType(
    const cl_context_properties *properties, cl_device_type device_type, void (*pfn_notify)(const char *, const void *, size_t, void *), void *user_data, cl_int *errcode_ret);

/* @boundary context: releases */
cl_int clReleaseContext(cl_context context);

/* @boundary return: owned(clReleaseCommandQueue), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_command_queue clCreateCommandQueue(cl_context context, cl_device_id device, cl_command_queue_properties properties, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseCommandQueue), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_command_queue clCreateCommandQueueWithProperties(cl_context context, cl_device_id device, const cl_queue_properties *properties, cl_int *errcode_ret);

/* @boundary command_queue: releases */
cl_int clReleaseCommandQueue(cl_command_queue command_queue);

/* @boundary return: owned(clReleaseMemObject), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_mem clCreateBuffer(cl_context context, cl_mem_flags flags, size_t size, void *host_ptr, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseMemObject), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_mem clCreateSubBuffer(cl_mem buffer, cl_mem_flags flags, cl_buffer_create_type buffer_create_type, const void *buffer_create_info, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseMemObject), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_mem clCreateImage(
    cl_context context, cl_mem_flags flags, const cl_image_format *image_format, const cl_image_desc *image_desc, void *host_ptr, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseMemObject), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_mem clCreatePipe(
    cl_context context, cl_mem_flags flags, cl_uint pipe_packet_size, cl_uint pipe_max_packets, const cl_pipe_properties *properties, cl_int *errcode_ret);

/* @boundary memobj: releases */
cl_int clReleaseMemObject(cl_mem memobj);

/* @boundary return: owned(clReleaseProgram), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_program clCreateProgramWithSource(cl_context context, cl_uint count, const char **strings, const size_t *lengths, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseProgram), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_program clCreateProgramWithBinary(
    cl_context context, cl_uint num_devices, const cl_device_id *device_list, const size_t *lengths, const unsigned char **binaries, cl_int *binary_status, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseProgram), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_program clCreateProgramWithIL(cl_context context, const void *il, size_t length, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseProgram), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_program clLinkProgram(
    cl_context context, cl_uint num_devices, const cl_device_id *device_list, const char *options, cl_uint num_input_programs, const cl_program *input_programs, void (*pfn_notify)(cl_program, void *), void *user_data, cl_int *errcode_ret);

/* @boundary program: releases */
cl_int clReleaseProgram(cl_program program);

/* @boundary return: owned(clReleaseKernel), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_kernel clCreateKernel(cl_program program, const char *kernel_name, cl_int *errcode_ret);

/* @boundary kernel: releases */
cl_int clReleaseKernel(cl_kernel kernel);

/* @boundary return: owned(clReleaseEvent), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_event clCreateUserEvent(cl_context context, cl_int *errcode_ret);

/* @boundary event: releases */
cl_int clReleaseEvent(cl_event event);

/* @boundary return: owned(clReleaseSampler), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_sampler clCreateSampler(cl_context context, cl_bool normalized_coords, cl_addressing_mode addressing_mode, cl_filter_mode filter_mode, cl_int *errcode_ret);

/* @boundary return: owned(clReleaseSampler), nullable
 * @boundary errcode_ret: status(0), out, nullable, noescape */
cl_sampler clCreateSamplerWithProperties(cl_context context, const cl_sampler_properties *sampler_properties, cl_int *errcode_ret);

/* @boundary sampler: releases */
cl_int clReleaseSampler(cl_sampler sampler);

/* @boundary pfn_notify: retained
 * @boundary user_data: retained */
cl_int clSetEventCallback(cl_event event, cl_int command_exec_callback_type, void (*pfn_notify)(cl_event, cl_int, void *), void *user_data);

/* @boundary pfn_notify: retained
 * @boundary user_data: retained */
cl_int clSetMemObjectDestructorCallback(cl_mem memobj, void (*pfn_notify)(cl_mem, void *), void *user_data);
